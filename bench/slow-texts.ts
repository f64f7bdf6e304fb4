/** Pieces that, repeated, make texts to be slow on: half a number, half a word, the beginning of what a pattern waits for. */
export const slowPieces = ['1', '1 ', '13 8 ', '4-', '6228 ', '１\u200B', '出生日期2', '组1', '某', '门牌号:', '3岁', '1号楼1单元', '因病', 'X', '家住', '一', '家庭电话0', '我家', '我叫王', '1380000', '承包合同编号', '村民李', 'a.'] as const

import type { InBoth } from './language.ts'

type Words = {
  readonly title: string
  readonly intro: string
  readonly forVillage: string
  readonly allVillages: string
  readonly template: string
  readonly chooseFile: string
  readonly fileHint: string
  readonly orPaste: string
  readonly pasteHint: string
  readonly readPaste: string
  readonly sending: (percent: number) => string
  readonly resume: string
  readonly checking: (rows: number) => string
  readonly table: string
  readonly tableAt: (sheet: string, row: number, rows: number) => string
  readonly columns: string
  readonly remembered: string
  readonly leaveOut: string
  readonly asPlace: string
  readonly likely: (name: string) => string
  readonly readAgain: string
  readonly villages: string
  readonly villageLine: (rows: number, ready: number) => string
  readonly yuan: (total: string) => string
  readonly blocked: string
  readonly withProblems: string
  readonly known: string
  readonly knownLine: (village: string, title: string, rows: number) => string
  readonly sameFile: (drafts: number) => string
  readonly despite: string
  readonly makeDrafts: string
  readonly made: (drafts: number) => string
  readonly openDraft: (n: number) => string
}

/** Importing a table in steps: choose, send, check, correct the columns, make drafts. */
export const importWords: InBoth<Words> = {
  'zh-CN': {
    title: '导入表格', intro: '选择事项和文件，核对后生成草稿。草稿中可以预览居民将看到的内容，再提交审核。',
    forVillage: '导入到', allVillages: '按表中的村（社区）分开', template: '下载模板', chooseFile: '选择文件', fileHint: 'XLSX或CSV，最大20 MB。中断后重选同一文件会接着上传。',
    orPaste: '或者粘贴表格', pasteHint: '从网页、Excel或WPS复制表格后粘贴到这里', readPaste: '读取粘贴的内容',
    sending: percent => `正在上传 ${percent}%`, resume: '接着上传', checking: rows => `正在核对，已读 ${rows} 行…`,
    table: '读哪一张表', tableAt: (sheet, row, rows) => `${sheet ? `“${sheet}” ` : ''}第 ${row} 行起，${rows} 行`, columns: '每一列是什么', remembered: '已按上次的对应关系读取',
    leaveOut: '不导入', asPlace: '村（社区）', likely: name => `可能是：${name}`, readAgain: '按新的对应关系重新核对',
    villages: '将生成的草稿', villageLine: (rows, ready) => (rows === ready ? `${rows} 行` : `${rows} 行，其中 ${rows - ready} 行需改正`), yuan: total => `${total} 元`,
    blocked: '这个文件还不能生成草稿。请按下面的提示改正文件后重新上传；如果只是列名不认识，在上面指定即可。', withProblems: '有问题的行会一并放进草稿，改正后才能提交。',
    known: '这些行已经在以前的记录中', knownLine: (village, title, rows) => `${village}《${title}》：${rows} 行`, sameFile: drafts => `这个文件以前导入过，生成了 ${drafts} 份草稿。`,
    despite: '不是重复，仍然导入', makeDrafts: '生成草稿', made: drafts => `已生成 ${drafts} 份草稿。`, openDraft: n => `打开第 ${n} 份`,
  },
  'en': {
    title: 'Import a table', intro: 'Choose an item and a file, check it, then make drafts. In a draft you preview what residents will see before you hand it in.',
    forVillage: 'Import for', allVillages: 'the villages named in the table', template: 'Download a template', chooseFile: 'Choose a file', fileHint: 'XLSX or CSV, at most 20 MB. After an interruption, choose the same file to go on.',
    orPaste: 'Or paste a table', pasteHint: 'Copy a table from a web page, Excel or WPS and paste it here', readPaste: 'Read what was pasted',
    sending: percent => `Sending ${percent}%`, resume: 'Go on sending', checking: rows => `Checking, ${counted(rows, 'row')} read…`,
    table: 'Which table', tableAt: (sheet, row, rows) => `${sheet ? `“${sheet}” ` : ''}from row ${row}, ${counted(rows, 'row')}`, columns: 'What each column is', remembered: 'Read as you mapped it last time',
    leaveOut: 'leave out', asPlace: 'village', likely: name => `perhaps: ${name}`, readAgain: 'Check again with these columns',
    villages: 'Drafts to be made', villageLine: (rows, ready) => (rows === ready ? counted(rows, 'row') : `${counted(rows, 'row')}, ${rows - ready} to correct`), yuan: total => `${total} yuan`,
    blocked: 'No draft can be made of this file yet. Put it right as told below and upload it again; if only the name of a column is unknown, say above what it is.', withProblems: 'Rows with problems go into the draft too; it can be handed in once they are put right.',
    known: 'These rows stand in earlier records already', knownLine: (village, title, rows) => `${village}, “${title}”: ${counted(rows, 'row')}`, sameFile: drafts => `This file was imported before; it made ${counted(drafts, 'draft')}.`,
    despite: 'Not repeated by mistake: import anyway', makeDrafts: 'Make drafts', made: drafts => (drafts === 1 ? 'One draft was made.' : `${drafts} drafts were made.`), openDraft: n => `Open draft ${n}`,
  },
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}

// Why these: the Personal Information Protection Law, article 28, calls medical health and specific identity sensitive; the disability
// types and grades are those of GB/T 26341-2010; the illnesses are those that applications for aid name most often as their cause.
// The names of schemes (“残疾人两项补贴”) are not health of a person and stay out.
const types = ['视力残疾', '听力残疾', '言语残疾', '肢体残疾', '智力残疾', '精神残疾', '多重残疾'] as const
const grades = ['残疾等级', '一级残疾', '二级残疾', '三级残疾', '四级残疾', '残疾一级', '残疾二级', '残疾三级', '残疾四级', '肢残', '智残'] as const
const illnesses = [
  '癌', '恶性肿瘤', '白血病', '尿毒症', '透析', '化疗', '艾滋', '乙肝', '肝硬化', '肺结核', '精神病', '精神分裂', '抑郁症', '癫痫', '瘫痪', '偏瘫',
  '脑梗', '脑瘫', '中风后遗', '糖尿病', '高血压', '冠心病', '心脏病', '尘肺', '帕金森', '阿尔茨海默', '植物人',
] as const
const causes = ['因病', '患病', '病因', '身患', '患有', '病重', '流产'] as const

/** Words that say how ill or how disabled somebody is. */
export const healthTerms: readonly string[] = [...types, ...grades, ...illnesses, ...causes]

import type { ErasureGround, HoldKind, HoldMove } from '#rules/policy/keeping.ts'
import type { InBoth } from './language.ts'

type Words = {
  readonly title: string
  readonly lead: string
  readonly copyAs: { readonly text: string; readonly json: string; readonly all: string }
  readonly copyHelp: string
  readonly sealed: string
  readonly none: string
  readonly deletedByYou: (day: string) => string
  readonly deletedByTime: (day: string) => string
  readonly numberKept: string
  readonly forgetTitle: string
  readonly forgetLead: string
  readonly forget: string
  readonly forgotten: string
  readonly howLong: string
  readonly wordsGone: (day: string) => string
  readonly copyTitle: string
  readonly copyMade: (day: string) => string
  readonly fields: { readonly village: string; readonly received: string; readonly state: string; readonly due: string; readonly statement: string; readonly identity: string; readonly steps: string; readonly messages: string; readonly you: string; readonly photos: (n: number) => string; readonly answer: string; readonly rating: string }
}

/** What is kept of a complainant, on the page of the complaint and in the copy that can be taken away. */
export const ownDataTexts: InBoth<Words> = {
  'zh-CN': {
    title: '您留在这里的资料', lead: '凭查询码，您可以把这件投诉的全部资料带走，也可以删除姓名和电话。', copyAs: { text: '下载文字', json: '下载数据（JSON）', all: '下载全部（含照片）' }, copyHelp: '文字文件在手机上能直接打开、打印；“全部”是压缩包。文件里没有查询码。',
    sealed: '您的姓名和电话已封存：除您凭查询码能看以外，要县里两组保管人先后打开才看得到，办理单位和村里看不到。', none: '这件投诉没有留姓名。', deletedByYou: day => `您的姓名和电话已于${day}按您的要求删除。`, deletedByTime: day => `您的姓名和电话已于${day}到期删除。`, numberKept: '您留了接收短信的号码，或者接收微信提醒的编号。',
    forgetTitle: '删除我的姓名和电话', forgetLead: '删除后找不回来，也不会再给您发消息。投诉照常办理，您仍可凭查询码查看进度、评价。', forget: '确认删除', forgotten: '姓名和电话已经删除。',
    howLong: '保存多久：投诉办结满一年，封存的姓名和电话自动删除；满五年，投诉内容和照片自动删除，只留日期、单位和评价用于统计。', wordsGone: day => `内容已于${day}到期删除，只留下日期、单位和评价。`,
    copyTitle: '投诉资料', copyMade: day => `下载日期：${day}`,
    fields: { village: '村（社区）', received: '收到日期', state: '现在的状态', due: '答复期限', statement: '投诉内容', identity: '姓名和电话', steps: '办理经过', messages: '往来消息', you: '您', photos: n => `照片${n}张`, answer: '答复', rating: '您的评价' },
  },
  en: {
    title: 'What is kept about you', lead: 'With the code you can take everything about this complaint with you, or have your name and phone deleted.', copyAs: { text: 'Download the words', json: 'Download the data (JSON)', all: 'Download everything, with photos' }, copyHelp: 'Every phone opens and prints the words; “everything” is a ZIP file. The code is in none of them.',
    sealed: 'Your name and phone are sealed: beside you with your code, only two groups of custodians of the county can open them, one after the other. The unit that handles it and the village cannot read them.', none: 'No name was left with this complaint.', deletedByYou: day => `Your name and phone were deleted on ${day}, as you asked.`, deletedByTime: day => `Your name and phone were deleted on ${day}, when their time was over.`, numberKept: 'You left a number, or an id of WeChat, for messages.',
    forgetTitle: 'Delete my name and phone', forgetLead: 'They cannot be brought back, and no message reaches you any more. The complaint goes on, and your code still shows it and lets you rate it.', forget: 'Delete them', forgotten: 'Your name and phone have been deleted.',
    howLong: 'How long: the sealed name and phone are deleted one year after the end of the complaint; after five years its words and photos are, and only days, units and grades are left for the count.', wordsGone: day => `The words were deleted on ${day}, when their time was over. Days, units and grades are left.`,
    copyTitle: 'A complaint', copyMade: day => `Downloaded on ${day}`,
    fields: { village: 'Village', received: 'Received on', state: 'State', due: 'Answer due', statement: 'What you wrote', identity: 'Name and phone', steps: 'What happened', messages: 'Messages', you: 'You', photos: n => (n === 1 ? '1 photo' : `${n} photos`), answer: 'Answer', rating: 'Your rating' },
  },
}

/** A published value that was deleted, where it stood. */
export const erasedText: InBoth<{ readonly cell: string; readonly note: (count: number) => string }> = {
  'zh-CN': { cell: '已删除', note: count => `为保护个人信息，本表有${count}处内容已删除；合计和存证不受影响，其余内容仍可核验。` },
  en: { cell: 'deleted', note: count => `To protect people, ${count === 1 ? 'one value of this record was' : `${count} values of this record were`} deleted. Totals and commitments stand, and everything else can still be verified.` },
}

type ConsoleWords = {
  readonly menu: string
  readonly title: string
  readonly lead: string
  readonly holds: string
  readonly holdsEmpty: string
  readonly erasures: string
  readonly erasuresEmpty: string
  readonly kinds: Readonly<Record<HoldKind, string>>
  readonly moves: Readonly<Record<HoldMove, string>>
  readonly grounds: Readonly<Record<ErasureGround, string>>
  readonly columns: { readonly what: string; readonly place: string; readonly reason: string; readonly askedBy: string; readonly askedOn: string; readonly state: string; readonly value: string; readonly ground: string; readonly decide: string }
  readonly waiting: string
  readonly held: string
  readonly liftAsked: string
  readonly hold: string
  readonly holdLead: string
  readonly holdReason: string
  readonly holdDone: string
  readonly ask: string
  readonly askLead: string
  readonly version: string
  readonly versionHelp: string
  readonly ofVersion: (version: number) => string
  readonly row: string
  readonly rowHelp: string
  readonly field: string
  readonly fieldMissing: string
  readonly ground: string
  readonly note: string
  readonly askDone: string
  /** Places are named by `placed`, in a row. */
  readonly goesFrom: (places: string) => string
  readonly staysAt: (places: string) => string
  readonly placed: (version: number, line: string) => string
  readonly header: string
  readonly line: (n: number) => string
  readonly erase: string
  readonly eraseLead: string
  readonly decline: string
  readonly declineReason: string
  readonly liftReason: string
  readonly howLong: string
}

/** Keeping and deleting, as officers work with it. */
export const keepingTexts: InBoth<ConsoleWords> = {
  'zh-CN': {
    menu: '保存与删除', title: '保存与删除', lead: '到期的资料自动删除。需要多留的，一人提出、另一人同意才算；公开内容里的个人信息，也要两个人才能删除。',
    holds: '暂缓删除', holdsEmpty: '没有暂缓删除的事项。', erasures: '等待第二人决定的删除', erasuresEmpty: '没有等待决定的删除。',
    kinds: { case: '投诉', disclosure: '公开记录' }, moves: { grant: '同意暂缓', refuse: '不同意', askLift: '提出解除', lift: '同意解除', keepOn: '继续暂缓' },
    grounds: { asked: '本人要求', 'not-needed': '已不需要公开', mistake: '公开有误', unlawful: '法律不允许公开' },
    columns: { what: '事项', place: '地方', reason: '理由', askedBy: '提出人', askedOn: '提出日期', state: '状态', value: '哪一处', ground: '原因', decide: '决定' },
    waiting: '待另一人同意（已先行保留）', held: '暂缓删除中', liftAsked: '待另一人同意解除',
    hold: '暂缓删除', holdLead: '从提出时起不会被自动删除；另一人同意后继续有效，不同意则解除。', holdReason: '为什么要多留？', holdDone: '已提出，等另一人同意。',
    ask: '删除个人信息', askLead: '删除一处已公开的个人信息（姓名、地址、文字、日期等）。数额不能删：合计要靠它。另一人同意后，这一行在各个版本里能确认是同一行的都一并删除，找不回来；正在办理的更正稿里也删除。', version: '哪个版本', versionHelp: '更正以前的内容，选以前的版本。', ofVersion: version => `第${version}版`, row: '第几行', rowHelp: '0表示表头。', field: '哪一栏', fieldMissing: '请选择哪一栏。', ground: '原因', note: '说明', askDone: '已提出，等另一人决定。',
    goesFrom: places => `同意后删除：${places}。`, staysAt: places => `同样的内容还在：${places}；可能是别人的，是本人的请另行提出。`, placed: (version, line) => `第${version}版${line}`,
    header: '表头', line: n => `第${n}行`, erase: '同意删除', eraseLead: '删除后找不回来：内容和打开存证的密码都会删除，存证本身保留。', decline: '不同意', declineReason: '为什么不删？', liftReason: '为什么可以解除？',
    howLong: '投诉办结满一年，封存的身份自动删除；满五年，内容、照片和密钥自动删除，只留日期、单位和评价。',
  },
  en: {
    menu: 'Keeping and deleting', title: 'Keeping and deleting', lead: 'What is past its time is deleted by itself. To keep something longer takes two persons, and so does deleting a personal value from what is published.',
    holds: 'Kept longer', holdsEmpty: 'Nothing is kept longer.', erasures: 'Deletions that wait for a second person', erasuresEmpty: 'No deletion waits.',
    kinds: { case: 'Complaint', disclosure: 'Record' }, moves: { grant: 'Keep it', refuse: 'Refuse', askLift: 'Ask to lift', lift: 'Lift', keepOn: 'Keep on' },
    grounds: { asked: 'The person asked', 'not-needed': 'No longer needed', mistake: 'Published by mistake', unlawful: 'Not allowed by law' },
    columns: { what: 'What', place: 'Place', reason: 'Reason', askedBy: 'Asked by', askedOn: 'Asked on', state: 'State', value: 'Which value', ground: 'Why', decide: 'Decide' },
    waiting: 'waits for a second person (kept meanwhile)', held: 'kept longer', liftAsked: 'a second person decides on lifting',
    hold: 'Keep longer', holdLead: 'From now on it is not deleted by itself. A second person grants it or refuses it.', holdReason: 'Why must it be kept?', holdDone: 'Asked. A second person decides.',
    ask: 'Delete personal data', askLead: 'Deletes one published personal value (name, address, text, day). Amounts cannot be deleted: totals rest on them. Once a second person agrees it goes from every version in which it is certain to be that line, and from a correction under way, and cannot be brought back.', version: 'Version', versionHelp: 'For what stood there before a correction, choose an earlier one.', ofVersion: version => `Version ${version}`, row: 'Line', rowHelp: '0 is the header.', field: 'Field', fieldMissing: 'Please choose the field.', ground: 'Why', note: 'Explanation', askDone: 'Asked. A second person decides.',
    goesFrom: places => `Deleted once agreed: ${places}.`, staysAt: places => `The same words also stand in ${places}; they may be somebody else’s. If they are this person’s, ask for them too.`, placed: (version, line) => `version ${version}, ${line.toLowerCase()}`,
    header: 'Header', line: n => `Line ${n}`, erase: 'Delete it', eraseLead: 'It cannot be brought back: the value and the salt that opens its commitment are deleted; the commitment stays.', decline: 'Refuse', declineReason: 'Why not?', liftReason: 'Why may it be lifted?',
    howLong: 'Sealed names are deleted one year after the end of a complaint; after five years its words, photos and keys are, and only days, units and grades stay.',
  },
}

type Sentences = { readonly [Code in 'keeping-not-now' | 'held' | 'no-personal-value' | 'erasure-overtaken']: () => string }

/** Why something was not kept or not deleted. */
export const keepingSentences: InBoth<Sentences> = {
  'zh-CN': {
    'keeping-not-now': () => '这件事已经办到下一步，请刷新后再看。',
    'held': () => '这条记录暂缓删除，解除后才能删。',
    'no-personal-value': () => '这一处没有可以删除的个人信息：可能已经删除，或者是数额、编码。',
    'erasure-overtaken': () => '提出以后这条记录又更正过，新版本里有同样的内容，但不能确定是不是同一行。请不同意这一件，看过新版本后另行提出。',
  },
  en: {
    'keeping-not-now': () => 'This has gone a step further; please load the page again.',
    'held': () => 'This record is being kept; lift that first.',
    'no-personal-value': () => 'There is no personal value to delete here: it is gone already, or it is an amount or a code.',
    'erasure-overtaken': () => 'The record was corrected since this was asked, and the new version says the same somewhere without showing that it is the same line. Refuse this one, look at the new version and ask again.',
  },
}

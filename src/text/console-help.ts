import type { OfficerRole } from '#rules/policy/officer.ts'
import type { InBoth } from './language.ts'

type Key = { readonly keys: string; readonly does: string }
type Words = { title: string; duty: string; duties: Record<OfficerRole, readonly string[]>; keysTitle: string; everywhere: string; inLists: string; onCases: string; inGrids: string; keys: Record<'everywhere' | 'inLists' | 'onCases' | 'inGrids', readonly Key[]> }

const zh: Words = {
  title: '帮助',
  duty: '您的岗位怎么用',
  duties: {
    clerk: [
      '“新建公开内容”：选事项和期间，逐栏填写，或者从表格软件复制粘贴，或者导入 CSV、XLSX 文件。',
      '有问题的格子会标红，旁边说明原因；保存草稿不要求没有问题，提交审核要求没有。',
      '“预览居民看到的内容”显示隐去姓名等之后的样子。',
      '公开后发现有错，到“已公开内容”里更正并写明原因；原来的版本会保留。',
      '有些栏只给本村村民看：在“村民码”里打印纸条，每户一张，村民登录后填一次。',
    ],
    reviewer: [
      '“待审核”里打开一份草稿，先看“居民看到的”，再看“填报内容”；更正的草稿还能和上一版逐处比较。',
      '通过后立即公开。有问题就退回，并写明原因。自己参与编写的内容不能自己审核。',
    ],
    triage: [
      '“待受理”的投诉要在写明的那天之前受理；受理当日为第 0 天，答复期限从下一个工作日起算。',
      '“待分办”里选责任单位并写明理由，清单绑定的单位排在最前。',
      '单位退回的投诉要重新分办；第二次延期申请由您决定。',
    ],
    'custodian': [
      '身份信息封了两层：B 组去掉外层，A 组打开里层交给申请人。谁也不能一个人打开，也不能审批自己的申请。',
      '先看理由够不够。够，就选择您的钥匙文件并同意；不够，就不同意并写明原因。您的决定投诉人都能看到。',
      '钥匙只在这个页面里使用，不会上传。丢了没有人能补发，请另存一份离线副本。',
    ],
    'audit-admin': [
      '“审计”：谁在什么时间做了或看了什么、为什么，最新的在前。可以按人、按日期、按动作或按某一件投诉查。',
      '审计里没有投诉的内容，也没有投诉人的姓名。查看和导出审计本身也会留下记录。',
    ],
    inspector: [
      '“检举控告”只有本级检举控告室看得到。打开一份之前，先选本室的密钥文件：解密只在您的浏览器里进行，服务器打不开。',
      '收到后5个工作日内由两人筛查：一人提出，另一人确认。涉及上级管理的上移，本级内容随即删除；属于下级的下转。',
      '实名的，15个工作日内告知受理；了结后15个工作日内反馈结果。每一次查看都有记录。',
    ],
    'system-admin': ['“账号”：为新到岗的人申请账号，或为忘记密码、丢失验证器的人申请重新开通。您拿到邀请码的前半段，当面或打电话交给本人。', '“单位和任期”：设立、改名、撤销单位，更改职务和任期。延长任期、登记负责人，等安全管理员批准。', '您看不到任何投诉，也看不到别人的密码：密码由本人设置。'],
    'security-admin': ['“账号”：核对申请的人、单位和岗位后批准。您拿到邀请码的后半段，另行交给本人；一个人不能既申请又批准。', '“单位和任期”：批准延长任期和登记负责人；没有人任职、没有工作的单位，也可以由您撤销。', '发现账号可能被冒用时，可让它在所有设备上退出，或结束其任职。'],
    supervisor: ['“延期待决定”：第一次延期申请由监督部门决定，理由会给投诉人看。', '“答复待审核”：看清查明了什么、做了什么，再决定是否发给投诉人。'],
    handler: [
      '“待签收”的投诉要在写明的那天之前签收；不属于本单位职责的，按期退回并说明理由。',
      '答复要写清查明情况、已采取的措施、下一步和答复人；先由监督部门审核。',
      '到期前可以申请延期，最迟哪天提由本县规定，由另一方决定。投诉人是谁您看不到，也不要去打听。',
    ],
    committee: ['村信息员提交的内容先到您这里，请在5天内审核；过期没有答复的，自动转乡镇，并记录在案。', '通过后由乡镇审核；有问题的退回并写明原因。编写、村里审核、乡镇审核必须是三个人。'],
    leader: ['“情况总览”显示公开和办理的总量，每个比例都有分子和分母，不作排名。', '投诉可以查看，不能办理。'],
  },
  keysTitle: '快捷键',
  everywhere: '任何页面',
  inLists: '列表',
  onCases: '投诉页面',
  inGrids: '明细表格',
  keys: {
    everywhere: [{ keys: '?', does: '显示快捷键' }, { keys: 'Esc', does: '关闭弹出的窗口' }],
    inLists: [
      { keys: 'j', does: '下一行' },
      { keys: 'k', does: '上一行' },
      { keys: 'Enter', does: '打开选中的一行' },
      { keys: 'x', does: '选中或取消这一行，以便一起分办' },
      { keys: 'a', does: '分办所选各件；没有选时先选这一行' },
      { keys: '/', does: '到搜索框' },
      { keys: 'Esc', does: '离开搜索框' },
    ],
    onCases: [
      { keys: 'Ctrl + Enter', does: '提交正在填写的内容' },
      { keys: 'u', does: '返回列表' },
      { keys: 'a', does: '到“可以办理”' },
      { keys: '1 – 9', does: '打开第几项可以办理的操作' },
      { keys: 's', does: '到群众反映' },
      { keys: 'h', does: '到办理经过' },
    ],
    inGrids: [
      { keys: '↑ ↓ Enter Tab', does: '在格子间移动' },
      { keys: 'Ctrl + V', does: '粘贴从表格软件复制的多行多列' },
      { keys: 'Esc', does: '恢复格子原来的值' },
      { keys: 'Ctrl + S', does: '保存草稿' },
    ],
  },
}

const en: Words = {
  title: 'Help',
  duty: 'How your post works',
  duties: {
    clerk: [
      '“New record”: choose item and period, then type, paste from a spreadsheet, or import a CSV or XLSX file.',
      'Cells with problems turn red and say why. A draft may be saved with problems; it can be handed in only without.',
      '“See what residents will see” shows the record with names and the like masked.',
      'If something published is wrong, correct it under “Published records” with a reason; the old version is kept.',
      'Some columns are for the people of the village alone: print slips under “Household codes”, one for a household; each enters it once, signed in.',
    ],
    reviewer: [
      'Open a draft under “To review”: first as residents will see it, then as entered; a correction can be compared place by place.',
      'Approving publishes at once. Send back what is wrong, with the reason. Nobody reviews what they wrote in.',
    ],
    triage: [
      'Accept complaints under “To accept” by the day each of them shows. The day of acceptance is day zero; counting begins the working day after.',
      'Under “To assign” choose the responsible unit and say why; the unit the item list binds comes first.',
      'What units send back is assigned again; a second request for more time is yours to decide.',
    ],
    'custodian': [
      'An identity is sealed twice: group B takes off the outer layer, group A opens the inner one for the person who asked. Nobody can do both, and nobody may open what they asked for themselves.',
      'Look whether the reason is enough. If it is, choose your key file and agree; if not, refuse and say why. Whatever you decide, the complainant is shown it.',
      'Your key is read in this page alone and is never sent. Lost keys cannot be replaced by anybody: keep a second copy off line.',
    ],
    'audit-admin': [
      '“Audit”: who did or read what, when and why, newest first. Choose a person, a day, an act or one case.',
      'The audit holds no words of a complaint and no name of a complainant. Reading and exporting it are entries of their own.',
    ],
    inspector: [
      '“Confidential reports” are seen by this body alone. Choose the key file of your office first: reports are opened in your browser, the server cannot.',
      'Two people screen a report within 5 working days: one proposes, the other confirms. What belongs above goes up and its content is deleted here; what belongs below goes down.',
      'Whoever gave a name is told of acceptance within 15 working days and of the result within 15 after the end. Every reading is recorded.',
    ],
    'system-admin': ['“Accounts”: ask for the account of somebody new, or for another start for who lost a password or an authenticator. You get the first half of the invitation code and hand it over in person or by telephone.', '“Units and terms”: make, rename and end units, change titles and terms. A longer term and a headship wait for the security administrator.', 'You see no complaint and nobody’s password: everyone sets their own.'],
    'security-admin': ['“Accounts”: check person, unit and duty, then grant. You get the second half of the code and hand it over by another way; nobody asks and grants.', '“Units and terms”: grant longer terms and headships; a unit without people and work may be ended by you too.', 'Where an account may be in other hands, sign it out everywhere or end the post.'],
    supervisor: ['“Extensions to decide”: the first request for more time is yours; the complainant reads the reason.', '“Replies to review”: see what was found and done before the complainant gets it.'],
    handler: [
      'Sign for complaints by the day each of them shows; send back in time what is not your unit’s, with the reason.',
      'An answer says what was found, what was done, what comes next and who answers; the supervising unit reviews it first.',
      'More time can be asked for before the due day, as early as your county says; somebody else decides. You cannot see who complained, and must not try to find out.',
    ],
    committee: ['What the clerk hands in comes to you first; please answer within 5 days. What stays unanswered goes on to the township, and its history says so.', 'Pass it on to the township, or send it back with the reason. Author, committee and township are three people.'],
    leader: ['“Overview” shows what was published and solved; every share has its numerator and denominator, and nothing is ranked.', 'You can read complaints but not act on them.'],
  },
  keysTitle: 'Keys',
  everywhere: 'Everywhere',
  inLists: 'Lists',
  onCases: 'On a complaint',
  inGrids: 'In the grid of rows',
  keys: {
    everywhere: [{ keys: '?', does: 'shows the keys' }, { keys: 'Esc', does: 'closes a window' }],
    inLists: [
      { keys: 'j', does: 'next line' },
      { keys: 'k', does: 'previous line' },
      { keys: 'Enter', does: 'opens the chosen line' },
      { keys: 'x', does: 'selects the line or not, to assign several' },
      { keys: 'a', does: 'assigns the selected; with none selected, this line' },
      { keys: '/', does: 'goes to the search field' },
      { keys: 'Esc', does: 'leaves the search field' },
    ],
    onCases: [
      { keys: 'Ctrl + Enter', does: 'sends what you are writing' },
      { keys: 'u', does: 'back to the list' },
      { keys: 'a', does: 'goes to what can be done' },
      { keys: '1 – 9', does: 'opens the first, second, … thing to do' },
      { keys: 's', does: 'goes to what was said' },
      { keys: 'h', does: 'goes to the history' },
    ],
    inGrids: [
      { keys: '↑ ↓ Enter Tab', does: 'move between cells' },
      { keys: 'Ctrl + V', does: 'pastes rows and columns from a spreadsheet' },
      { keys: 'Esc', does: 'restores the cell' },
      { keys: 'Ctrl + S', does: 'saves the draft' },
    ],
  },
}

/** Help by post, and the list of keys. */
export const helpWords: InBoth<Words> = { 'zh-CN': zh, en }

import { Input, Select } from 'antd'
import { useId } from 'react'
import { verdicts, visitFindings } from '#rules/cases/events.ts'
import { confidentialRoute } from '#rules/tips/diversion.ts'
import { actWords, findingTexts, verdictTexts } from '#text/console-acts.ts'
import { useDayText, useLanguage, useName, useWords } from '../language.tsx'
import { Labelled } from '../shell/labelled.tsx'
import { useProblemText, type FieldProps } from './act-field.ts'
import { sealsAway, type choiceOf } from './act-values.ts'

type Choice = keyof typeof choiceOf
type Option = { readonly value: string; readonly label: string }

/** One thing out of a list: a way, a reason, a decision, a finding, a case that leads. */
export function ChoiceField({ action, file, values, change, problems, isFrozen }: FieldProps & { readonly action: Choice }) {
  const words = useWords(actWords)
  const text = useProblemText()
  const id = useId()
  const label = { divert: words.route, proposeRejection: words.reason, decideEscalation: words.verdict, recordVisit: words.finding, merge: words.lead }[action]
  const options = useOptions(action, file)
  const isOnlyTold = values.choice === confidentialRoute && !sealsAway(action, values, file)
  return (
    <Labelled id={id} label={label} problem={text(problems.choice)} hint={action === 'merge' && options.length === 0 ? words.noLead : action === 'divert' && isOnlyTold ? words.routeNoBody : undefined}>
      <Select id={id} disabled={isFrozen} placeholder={words.choose} showSearch={{ optionFilterProp: 'label' }} value={values.choice} options={options} onChange={choice => change({ ...values, choice, address: undefined })} />
    </Labelled>
  )
}

function useOptions(action: Choice, file: FieldProps['file']): Option[] {
  const { language } = useLanguage()
  const name = useName()
  const day = useDayText()
  const words = useWords(actWords)
  switch (action) {
    case 'divert': return file.choices.routes.map(route => ({ value: route.code, label: route.isSealed ? words.sealedRoute : name(route) }))
    case 'proposeRejection': return file.choices.rejectionReasons.map(reason => ({ value: reason.code, label: name(reason) }))
    case 'decideEscalation': return verdicts.map(verdict => ({ value: verdict, label: verdictTexts[language][verdict] }))
    case 'recordVisit': return visitFindings.map(finding => ({ value: finding, label: findingTexts[language][finding] }))
    case 'merge': return file.choices.mergeable.map(lead => ({ value: lead.id, label: `${day(lead.receivedOn)} ${lead.excerpt}` }))
  }
}

/** The right address, out of those that go with the reason. */
export function AddressField({ file, values, change, problems, isFrozen }: FieldProps) {
  const words = useWords(actWords)
  const text = useProblemText()
  const name = useName()
  const id = useId()
  const addresses = file.choices.rejectionReasons.find(reason => reason.code === values.choice)?.addresses ?? []
  return (
    <Labelled id={id} label={words.address} problem={text(problems.address)}>
      <Select id={id} disabled={isFrozen || addresses.length === 0} placeholder={words.choose} showSearch={{ optionFilterProp: 'label' }} value={values.address} options={addresses.map(one => ({ value: one.code, label: name(one) }))} onChange={address => change({ ...values, address })} />
    </Labelled>
  )
}

/** The units that are to help. */
export function HelpersField({ file, values, change, problems, isFrozen }: FieldProps) {
  const words = useWords(actWords)
  const text = useProblemText()
  const name = useName()
  const id = useId()
  const others = file.responsibleUnits.filter(unit => unit.id !== file.responsibleUnit?.id && !file.helpers.some(helper => helper.id === unit.id))
  return (
    <Labelled id={id} label={words.helpers} problem={text(problems.unitId)}>
      <Select
        id={id} mode="multiple" disabled={isFrozen} placeholder={words.choose} showSearch={{ optionFilterProp: 'label' }} value={[...values.unitIds]}
        options={others.map(unit => ({ value: unit.id, label: name({ zh: unit.nameZh, en: unit.nameEn }) }))} onChange={unitIds => change({ ...values, unitIds })}
      />
    </Labelled>
  )
}

/** What the part that is split off is about. */
export function StatementField({ values, change, problems, isFrozen }: FieldProps) {
  const words = useWords(actWords)
  const text = useProblemText()
  const id = useId()
  return (
    <Labelled id={id} label={words.statement} problem={text(problems.statement)} hint={words.statementHint}>
      <Input.TextArea id={id} readOnly={isFrozen} lang="zh-CN" autoSize={{ minRows: 3, maxRows: 12 }} value={values.statement} onChange={event => change({ ...values, statement: event.target.value })} />
    </Labelled>
  )
}

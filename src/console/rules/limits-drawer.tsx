import { InputNumber } from 'antd'
import { useState } from 'react'
import { limitTexts } from '#text/case-rules.ts'
import { ruleWords } from '#text/console-rules.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ChangeDrawer, type ChangeProps } from './change-drawer.tsx'
import { groupNames, limitGroups } from './limit-groups.ts'
import { Room } from './limit-table.tsx'

/** All limits; only what differs is proposed, the rest goes on following what holds. */
export function LimitsDrawer(props: ChangeProps) {
  const { rules } = props
  const words = useWords(ruleWords)
  const { language } = useLanguage()
  const [values, setValues] = useState(() => new Map(rules.limits.map(({ name, value }) => [name, value])))
  const set = () => ({ limits: rules.limits.flatMap(({ name, value }) => (values.get(name) === value ? [] : [{ name, value: values.get(name)! }])) })
  return (
    <ChangeDrawer {...props} part="limits" set={set}>
      {groupNames.map(group => (
        <section key={group} className="limit-fields">
          <h3>{words.groups[group]}</h3>
          {limitGroups[group].map(name => {
            const limit = rules.limits.find(known => known.name === name)!
            return (
              <div key={name} className={values.get(name) === limit.value ? 'limit-field' : 'limit-field is-changed'}>
                <label htmlFor={`limit-${name}`}>{limitTexts[language][name]}{limit.basis ? <><br /><Room {...limit} /></> : null}</label>
                <InputNumber id={`limit-${name}`} min={0} max={365} precision={0} value={values.get(name)!} onChange={value => setValues(new Map(values).set(name, value ?? 0))} />
              </div>
            )
          })}
        </section>
      ))}
    </ChangeDrawer>
  )
}

import { Button } from 'antd'
import { toolWords } from '#text/console-tools.ts'
import { useName, useWords } from '../language.tsx'
import type { FieldProps } from './act-field.ts'

/** Up to three units that something speaks for, each with its reasons; one tap chooses it. */
export function SuggestedUnits({ file, values, change, isFrozen }: FieldProps) {
  const words = useWords(toolWords)
  const name = useName()
  if (file.suggestions.length === 0) return null
  return (
    <div className="suggestions" role="group" aria-labelledby="suggested">
      <p id="suggested"><strong>{words.suggested}</strong> <span className="soft">{words.suggestedHint}</span></p>
      {file.suggestions.map(({ unitId, reasons, kept, returned }) => {
        const unit = file.responsibleUnits.find(known => known.id === unitId)
        const why = reasons.map(reason => (reason === 'history' ? words.kept(kept, returned) : words.reasons[reason]))
        return unit ? (
          <Button key={unitId} block className="suggestion" disabled={isFrozen} aria-pressed={values.unitId === unitId} onClick={() => change({ ...values, unitId })}>
            <strong>{name({ zh: unit.nameZh, en: unit.nameEn })}</strong> <span className="soft">{why.join(' · ')}</span>
          </Button>
        ) : null
      })}
    </div>
  )
}

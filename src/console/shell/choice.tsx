import { Radio } from 'antd'

type Props<Value extends string> = { legend: string; value: Value; choose: (value: Value) => void; options: readonly { value: Value; label: string }[] }

/** One of a few, all of them in sight. */
export function Choice<Value extends string>({ legend, value, choose, options }: Props<Value>) {
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      <Radio.Group vertical value={value} onChange={event => choose(event.target.value as Value)} options={[...options]} />
    </fieldset>
  )
}

import { ruleWords } from '#text/console-rules.ts'
import type { CaseRules } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'

type Shown = { readonly rules: Pick<CaseRules, 'rejectionReasons'> }

/** Grounds for rejection, each with where such a matter belongs. */
export function ReasonTable({ rules }: Shown) {
  const words = useWords(ruleWords)
  const name = useName()
  return (
    <table className="list items">
      <thead><tr><th scope="col">{words.parts.reasons}</th><th scope="col">{words.addresses}</th></tr></thead>
      <tbody>
        {rules.rejectionReasons.map(reason => (
          <tr key={reason.code}>
            <th scope="row">{name(reason)}</th>
            <td data-label={words.addresses}><ul className="told">{reason.addresses.map(address => <li key={address.code}>{name(address)}</li>)}</ul></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Where complainants are shown to with what is not for this platform. */
export function RouteTable({ rules }: { rules: Pick<CaseRules, 'routes'> }) {
  const name = useName()
  return <ul className="told is-routes">{rules.routes.map(route => <li key={route.code}>{name(route)}</li>)}</ul>
}

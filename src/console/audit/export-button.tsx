import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { auditWords } from '#text/console-audit.ts'
import { fetchFile } from '../client.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'

/** Takes the entries away as a table. No plain link: the server may first want to know who is there, which only a screen can ask. */
export function ExportButton({ address, search }: { readonly address: string; readonly search?: object }) {
  const words = useWords(auditWords)
  const { language } = useLanguage()
  const failureText = useFailureText()
  const taking = useMutation({ mutationFn: () => fetchFile(address, language, search), onSuccess: save, retry: false })
  return (
    <>
      {taking.error ? <span role="alert" className="wrong">{failureText(taking.error)}</span> : null}
      <Button loading={taking.isPending} onClick={() => taking.mutate()}>{words.csv}</Button>
    </>
  )
}

function save(bytes: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'audit.csv'
  link.click()
  URL.revokeObjectURL(address)
}

import { expect, test } from 'vitest'
import { bindingRefusal } from './proposals.ts'

const units = [{ id: 'farm', kind: 'responsible' }, { id: 'watch', kind: 'supervising' }, { id: 'village', kind: 'village' }]
const bind = (responsibleUnitId: string, supervisingUnitId: string) => bindingRefusal(units, { responsibleUnitId, supervisingUnitId })

test('an item is bound to a responsible and a supervising unit of the county, and to nothing else', () => {
  expect(bind('farm', 'watch')).toBeUndefined()
  expect(bind('farm', 'farm')).toEqual({ code: 'units-same' })
  expect(bind('watch', 'farm')).toEqual({ code: 'unknown-unit' })
  expect(bind('village', 'watch')).toEqual({ code: 'unknown-unit' })
  expect(bind('farm', 'village')).toEqual({ code: 'no-supervising-unit' })
  expect(bind('elsewhere', 'watch')).toEqual({ code: 'unknown-unit' })
})

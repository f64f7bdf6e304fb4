import type { CaseEvent } from '../cases/events.ts'
import type { OfficerRole } from './officer.ts'

/**
 * Who reads what a complainant wrote, as he wrote it: the desk that sorts complaints, of the body that must know the matter whole. Everybody
 * else who may know of the case (the unit at work, its helpers, whoever supervises it, the leader) reads what the desk wrote for them.
 */
export function readsOriginal(role: OfficerRole): boolean {
  switch (role) {
    case 'triage': return true
    case 'clerk': case 'committee': case 'reviewer': case 'supervisor': case 'handler': case 'leader': case 'inspector': case 'custodian': return false
    case 'system-admin': case 'security-admin': case 'audit-admin': return false
  }
}

/**
 * Whether a role reads the words of an event as they stand: not those of the complainant, nor what the desk asked him before it passed the matter on, nor why it
 * had to know who he is. */
export function readsWordsOf(role: OfficerRole, event: CaseEvent): boolean {
  return readsOriginal(role) || (event.by.kind !== 'complainant' && !['askMore', 'askIdentity', 'refuseIdentity'].includes(event.action))
}

/** Whoever works on a case keeps notes for his own office; a leader only reads. */
export function mayKeepNotes(role: OfficerRole): boolean {
  return role === 'triage' || role === 'supervisor' || role === 'handler'
}

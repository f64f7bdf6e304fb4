/**
 * The database roles. None may log in: a connection signs in once and takes one of them with `-c role=`.
 * owner migrates; app cannot change append-only tables; staff is app for what officers ask, narrowed by row security to what lies within reach (scope.ts); reader sees only `pub`; vault opens sealed identities; logd numbers ledger leaves;
 * tip_door puts confidential reports in and reads nothing; tip_desk reads those of the discipline body it acts for, and no case;
 * sender opens the addresses that messages go to; diverter owns the one function that empties a complaint which became a confidential report.
 */
export const databaseRoles = ['ydt_owner', 'ydt_app', 'ydt_staff', 'ydt_reader', 'ydt_vault', 'ydt_logd', 'ydt_tip_door', 'ydt_tip_desk', 'ydt_sender', 'ydt_diverter'] as const
export type DatabaseRole = (typeof databaseRoles)[number]

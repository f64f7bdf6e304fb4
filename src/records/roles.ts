/**
 * The database roles. None may log in: a connection signs in once and takes one of them with `-c role=`.
 * owner migrates; app cannot change append-only tables; staff is app for what officers ask, narrowed by row security to what lies within reach (scope.ts); reader sees only `pub`; logd numbers ledger leaves;
 * tip_door puts confidential reports in and reads nothing; tip_desk reads those of the discipline body it acts for, and no case;
 * sender opens the addresses that messages go to; diverter owns the one function that empties a complaint which became a confidential report;
 * shredder owns those that delete what is kept no longer;
 * rekeyer puts what is wrapped, and the marks by which things are recognised, under the newest master, and reads nothing but those;
 * office is app for what administrators, custodians and whoever names a deputy ask, narrowed by row security to their county and without any right on passwords; audit_desk reads the audit for its administrator, narrowed likewise;
 * vault takes a sealed identity out, only while a request or a re-sealing waits for it; audit reads the audit, which every other role only adds to.
 */
export const databaseRoles = ['ydt_owner', 'ydt_app', 'ydt_staff', 'ydt_office', 'ydt_reader', 'ydt_vault', 'ydt_logd', 'ydt_tip_door', 'ydt_tip_desk', 'ydt_sender', 'ydt_diverter', 'ydt_shredder', 'ydt_rekeyer', 'ydt_audit', 'ydt_audit_desk'] as const
export type DatabaseRole = (typeof databaseRoles)[number]

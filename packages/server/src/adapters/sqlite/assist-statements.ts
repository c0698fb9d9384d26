/** Writes of what helps operators, by name, as those of the directory. */
export const ASSIST_STATEMENTS: Readonly<Record<string, string>> = {
  putSuggestion: `INSERT INTO suggestion
      (id, session_key, handoff_id, offset, operator_id, at, made_by, shown, digest)
    SELECT ?2, key, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM session WHERE id = ?1
    ON CONFLICT (id) DO UPDATE SET made_by = excluded.made_by, shown = max(shown, excluded.shown),
      digest = excluded.digest`,
  useSuggestion: `UPDATE suggestion SET used = CASE digest WHEN ?3 THEN 'sent' ELSE 'edited' END
    WHERE id = ?1 AND handoff_id = ?2 AND used = 'none'`,
  beginAction: `INSERT OR IGNORE INTO action_run (session_key, key, fingerprint, operator_id, tool_id, at)
    SELECT key, ?2, ?3, ?4, ?5, ?6 FROM session WHERE id = ?1`,
};

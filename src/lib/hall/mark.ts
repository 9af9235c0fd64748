/** The mark (SCIM externalId) of an account that a workspace made in a hall. */
export type AccountMark = (workNo: string) => string

/** Marks of one workspace: `hallkit/<id>/<work number>`. Only accounts that carry theirs are its own. */
export function accountMark(workspaceId: string): AccountMark {
  return (workNo) => `hallkit/${workspaceId}/${workNo}`
}

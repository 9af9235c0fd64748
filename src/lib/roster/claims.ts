/** Which sheet of which unit says something about a person. */
export interface ClaimPlace {
  readonly form: string
  /** The unit whose sheet it is. */
  readonly unit: string
  readonly file: string
}

/**
 * The key under which a sheet's word about a person is stored: who is meant, then whose sheet says so. What several
 * sheets say of one person stands side by side in the store and is put together when it is read.
 */
export function claimKey(person: string, { form, unit, file }: ClaimPlace): string {
  return [person, form, unit, file].join(' ')
}

/** Who a stored claim is about, and in which form; the form is null for records of older workspaces. */
export function claimOf(key: string): { readonly person: string; readonly form: string | null } {
  const [person = key, form = null] = key.split(' ')
  return { person, form }
}

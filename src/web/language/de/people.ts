/** What `people/` says, in German. */
export const people = {}

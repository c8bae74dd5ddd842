/** What `care/` says, in German. */
export const care = {}

/** What `components/` says, in German. */
export const components = {}

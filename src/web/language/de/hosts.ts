/** What `hosts/` says, in German. */
export const hosts = {}

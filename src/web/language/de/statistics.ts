/** What `statistics/` says, in German. */
export const statistics = {}

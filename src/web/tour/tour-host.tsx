/** The one place where the tour speaks. It comes over the line only when somebody takes it. */

import { late } from '../components/late.tsx'
import { useTour } from './take-tour.ts'

const TourStrip = late(() => import('./tour-strip.tsx').then((m) => m.TourStrip))

export function TourHost() {
  const tour = useTour()
  if (tour.kind === 'off') return null
  return <TourStrip tour={tour} />
}

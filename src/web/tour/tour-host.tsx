/** The one place where the tour speaks. It comes over the line only when somebody takes it. */
import { lazy, Suspense } from 'react'
import { useTour } from './take-tour.ts'

const TourStrip = lazy(() => import('./tour-strip.tsx').then((m) => ({ default: m.TourStrip })))

export function TourHost() {
  const tour = useTour()
  if (tour.kind === 'off') return null
  return (
    <Suspense>
      <TourStrip tour={tour} />
    </Suspense>
  )
}

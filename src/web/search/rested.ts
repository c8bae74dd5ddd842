import { useEffect, useState } from 'react'

/** Milliseconds that the typing rests before the server is asked. */
const REST = 180

/** What is typed, once the typing rests. */
export function useRested(query: string): string {
  const [rested, setRested] = useState(query)
  useEffect(() => {
    const timer = setTimeout(() => setRested(query), REST)
    return () => clearTimeout(timer)
  }, [query])
  return rested
}

import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { perLanguage } from '../language/language.ts'
import './plot.css'

export interface PlotSeries {
  readonly name: string
  /** Name of a colour of style/tokens.css, without the dashes. */
  readonly colour: string
  /** One for each day; null: nothing there. */
  readonly values: readonly (number | null)[]
}

const HEIGHT = 150

/** Days from left to right as bars, the first series in front. Its table stands below it, for whoever would rather read. */
export function Plot({ label, days, series, words, onDay }: PlotProps) {
  const place = useRef<HTMLDivElement>(null)
  const choose = useRef(onDay)
  useEffect(() => {
    choose.current = onDay
  }, [onDay])
  useEffect(() => {
    const element = place.current
    if (!element) return
    const plot = new uPlot(optionsOf(series, words, element), dataOf(days, series), element)
    const press = () => {
      const at =
        plot.cursor.idx === null || plot.cursor.idx === undefined ? undefined : plot.data[0][plot.cursor.idx]
      if (at !== undefined) choose.current(at)
    }
    plot.over.addEventListener('click', press)
    const resize = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }))
    // Bars keep the colours in which their shapes were made, so another theme needs the shapes anew.
    const theme = new MutationObserver(() => plot.redraw(true, true))
    resize.observe(element)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast'] })
    return () => {
      resize.disconnect()
      theme.disconnect()
      plot.destroy()
    }
  }, [days, series, words])
  return (
    <div
      ref={place}
      dir="ltr"
      role="img"
      aria-label={label}
      className="plot min-w-0"
      style={{ minHeight: HEIGHT }}
    />
  )
}

export interface PlotProps {
  /** What can be seen in it, in a sentence. */
  readonly label: string
  /** Seconds since 1970, one for each day. */
  readonly days: readonly number[]
  readonly series: readonly PlotSeries[]
  readonly words: (value: number) => string
  /** A day was pressed, as it stands in `days`. The table below it leads to the same without a pointer. */
  readonly onDay: (day: number) => void
}

function dataOf(days: readonly number[], series: readonly PlotSeries[]): uPlot.AlignedData {
  return [[...days], ...series.map(({ values }) => [...values])]
}

function optionsOf(series: readonly PlotSeries[], words: PlotProps['words'], place: Element): uPlot.Options {
  const { fontSize, fontFamily } = getComputedStyle(place)
  const axis: uPlot.Axis = {
    stroke: () => colour('ink-faint'),
    // Of a size with a fraction uPlot would multiply only the fraction, on screens with more dots than pixels.
    font: `${Math.round(Number.parseFloat(fontSize))}px ${fontFamily}`,
    grid: { stroke: () => colour('line'), width: 1 },
    ticks: { show: false },
  }
  return {
    width: place.clientWidth,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    padding: [10, 6, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    legend: {
      show: series.length > 1,
      live: false,
      // By name, so that it follows the theme by itself.
      markers: { fill: (_, at) => `var(--${series[at - 1]?.colour})` },
    },
    scales: { x: { range: allDays }, y: { range: fromZero } },
    axes: [
      { ...axis, grid: { show: false }, size: 26, gap: 4, space: 64, values: (_, at) => at.map(dayWords) },
      { ...axis, size: 58, space: 36, values: (_, at) => at.map(words) },
    ],
    series: [{}, ...series.map((each) => bars(each, words))],
    plugins: [hint(series, words)],
  }
}

/** With half a day on either side, for their bars. Of the days, not of what was in sight: that is asked for at each drawing. */
function allDays({ data: [days] }: uPlot): uPlot.Range.MinMax {
  return [(days[0] ?? 0) - 43_200, (days.at(-1) ?? 0) + 43_200]
}

/** Also when nothing was spent there is something to look at. */
function fromZero(_: uPlot, __: number, most: number | null): uPlot.Range.MinMax {
  return [0, (most ?? 0) > 0 ? (most ?? 0) * 1.08 : 1]
}

function bars({ name, colour: named }: PlotSeries, words: PlotProps['words']): uPlot.Series {
  return {
    label: name,
    fill: () => colour(named),
    stroke: () => colour(named),
    width: 0,
    points: { show: false },
    value: (_, value) => (value === null ? '–' : words(value)),
    ...(uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: [0.66, 36], radius: 0.15 }) } : {}),
  }
}

/** What a day was, beside the pointer. */
function hint(series: readonly PlotSeries[], words: PlotProps['words']): uPlot.Plugin {
  const box = document.createElement('div')
  box.className = 'plot-hint'
  return {
    hooks: {
      init: (plot) => {
        plot.over.append(box)
      },
      setCursor: ({ cursor: { idx, left = -1 }, data, width }) => {
        const at = idx === null || idx === undefined ? undefined : data[0][idx]
        box.style.display = at === undefined || left < 0 ? 'none' : ''
        if (at === undefined || idx === null || idx === undefined) return
        const values = series.map(({ name, values }) => `${name} ${words(values[idx] ?? 0)}`)
        box.textContent = [dayWords(at), ...values].join(' · ')
        box.style.left = `${Math.min(left + 10, Math.max(0, width - 70 - box.offsetWidth))}px`
      },
    },
  }
}

const day = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }),
)

function dayWords(seconds: number): string {
  return day().format(new Date(seconds * 1000))
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`)
}

import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts"

interface PlotProps {
  readonly height: number
  readonly rows: ReadonlyArray<{ readonly name: string; readonly now: number | null; readonly before: number | null }>
  readonly names: { readonly now: string; readonly before: string }
  readonly write: (value: number) => string
  readonly isShare: boolean
}

const LONGEST_NAME = 18

const shorten = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name)

const text = { fill: "var(--fg-subtle)", fontSize: 12 }

/**
 * Pairs of bars: now, and the period before. A chunk of its own with the plots' library and nothing else: Tailwind does not scan it,
 * so that it names no classes, and its colours are the dashboard's variables.
 */
export default function Plot({ height, rows, names, write, isShare }: PlotProps) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart data={[...rows]} layout="vertical" accessibilityLayer={false} barGap={2} margin={{ right: 24 }}>
        <CartesianGrid horizontal={false} stroke="var(--border-base)" />
        <XAxis
          type="number"
          domain={isShare ? [0, 1] : [0, "auto"]}
          tickFormatter={write}
          tick={text}
          stroke="var(--border-strong)"
          tickCount={5}
        />
        <YAxis
          type="category"
          dataKey="name"
          width={128}
          tickFormatter={shorten}
          tick={text}
          stroke="var(--border-strong)"
          interval={0}
        />
        <Tooltip
          formatter={(value) => write(Number(value))}
          cursor={{ fill: "var(--bg-base-hover)" }}
          contentStyle={{ background: "var(--bg-base)", borderColor: "var(--border-base)", borderRadius: 8, fontSize: 12 }}
          itemStyle={{ color: "var(--fg-base)" }}
          labelStyle={{ color: "var(--fg-base)" }}
        />
        <Legend
          itemSorter={null}
          wrapperStyle={{ fontSize: 12 }}
          formatter={(name) => <span style={{ color: "var(--fg-subtle)" }}>{name}</span>}
        />
        <Bar dataKey="now" name={names.now} fill="currentColor" barSize={12} isAnimationActive={false} />
        <Bar dataKey="before" name={names.before} fill="var(--fg-muted)" barSize={12} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  )
}

/** `data_visualization` blocks: bars, lines, areas and pies, with the figures as a table for screen readers. */

import { h, svg } from "./dom.js";

const WIDTH = 560;
const HEIGHT = 240;
const EDGE = { left: 44, right: 8, top: 8, bottom: 34 };

/** @returns {HTMLElement} */
export function chart(block) {
  const { chart: data } = block;
  const series = data.type === "pie" ? data.segments.map((each) => ({ name: `${each.label} (${each.value})` })) : data.series;
  const drawing = data.type === "pie" ? pie(data.segments) : xy(data);
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", `${block.title}. ${spoken(data)}`);
  const legend = series.length > 1 || data.type === "pie"
    ? h("div.legend", {}, series.map((each, index) => h(`span.series-${index}`, {}, h("span.key"), each.name)))
    : null;
  return h("figure.chart", {}, h("figcaption", {}, block.title), drawing, legend);
}

function spoken(data) {
  if (data.type === "pie") return data.segments.map((each) => `${each.label}: ${each.value}`).join(", ");
  return data.series.map((each) => `${each.name}: ${each.data.map((p) => `${p.label} ${p.value}`).join(", ")}`).join("; ");
}

function pie(segments) {
  const total = segments.reduce((sum, each) => sum + each.value, 0) || 1;
  let angle = -Math.PI / 2;
  const slices = segments.map((each, index) => {
    const next = angle + (each.value / total) * 2 * Math.PI;
    const path = slice(angle, next, 100);
    angle = next;
    return svg("path", { d: path, class: `series-${index}`, fill: "var(--series)", stroke: "#fff" });
  });
  return svg("svg", { viewBox: "-280 -110 560 220" }, slices);
}

function slice(from, to, radius) {
  if (to - from >= 2 * Math.PI - 1e-6) return `M0 -${radius}A${radius} ${radius} 0 1 1 -0.01 -${radius}Z`;
  const point = (angle) => `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
  return `M0 0L${point(from)}A${radius} ${radius} 0 ${to - from > Math.PI ? 1 : 0} 1 ${point(to)}Z`;
}

function xy(data) {
  const values = data.series.flatMap((each) => each.data.map((point) => point.value));
  const top = Math.max(1, ...values);
  const bottom = Math.min(0, ...values);
  const inner = { width: WIDTH - EDGE.left - EDGE.right, height: HEIGHT - EDGE.top - EDGE.bottom };
  const y = (value) => EDGE.top + inner.height * (1 - (value - bottom) / (top - bottom));
  const step = inner.width / data.axis_config.categories.length;
  const x = (index) => EDGE.left + step * (index + 0.5);
  const draw = { bar: bars, line: lines, area: areas }[data.type];
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}` }, axes(data, x, y, top, bottom), draw(data.series, x, y, step));
}

function axes(data, x, y, top, bottom) {
  const ticks = [bottom, bottom + (top - bottom) / 2, top];
  const lines = ticks.map((value) => svg("line", { x1: EDGE.left, x2: WIDTH - EDGE.right, y1: y(value), y2: y(value), stroke: "#ddd" }));
  const label = (text, attributes) => {
    const node = svg("text", { "font-size": "11", fill: "#616061", ...attributes });
    node.textContent = text;
    return node;
  };
  const figures = ticks.map((value) => label(Number(value.toFixed(1)), { x: EDGE.left - 6, y: y(value) + 4, "text-anchor": "end" }));
  const names = data.axis_config.categories.map((name, index) => label(name, { x: x(index), y: HEIGHT - 16, "text-anchor": "middle" }));
  return [...lines, ...figures, ...names];
}

function bars(series, x, y, step) {
  const width = (step * 0.7) / series.length;
  return series.flatMap((each, row) => each.data.map((point, index) => svg("rect", {
    x: x(index) - step * 0.35 + width * row,
    y: Math.min(y(point.value), y(0)),
    width: Math.max(width - 2, 1),
    height: Math.abs(y(0) - y(point.value)),
    rx: 2,
    class: `series-${row}`,
    fill: "var(--series)",
  })));
}

function lines(series, x, y) {
  return series.map((each, row) => svg("polyline", {
    points: each.data.map((point, index) => `${x(index)},${y(point.value)}`).join(" "),
    class: `series-${row}`, fill: "none", stroke: "var(--series)", "stroke-width": "2.5", "stroke-linejoin": "round",
  }));
}

function areas(series, x, y) {
  return series.map((each, row) => {
    const along = each.data.map((point, index) => `${x(index)},${y(point.value)}`);
    const closed = [`${x(0)},${y(0)}`, ...along, `${x(each.data.length - 1)},${y(0)}`];
    return svg("polygon", {
      points: closed.join(" "), class: `series-${row}`, fill: "var(--series)", "fill-opacity": "0.25", stroke: "var(--series)", "stroke-width": "2",
    });
  });
}

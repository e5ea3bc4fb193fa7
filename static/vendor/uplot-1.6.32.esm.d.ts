// What static/console/chart.js uses of uPlot, for the type checker alone.
export interface Options {
  width: number;
  height: number;
  series: object[];
  axes: object[];
  scales: object;
  legend?: object;
  cursor?: object;
  padding?: (number | null)[];
}
export default class uPlot {
  constructor(options: Options, data: (number | null)[][], target: HTMLElement);
  static paths: { bars(options: object): unknown };
  setSize(size: { width: number; height: number }): void;
  destroy(): void;
}

// @ts-check
/** What a table says, as numbers: its rows are moments, its columns series. */

/**
 * @typedef {object} Series
 * @property {string} key              what is counted, the name of its colour too
 * @property {string} name             as the table calls it
 * @property {(number | null)[]} values
 * @property {string[]} texts          the same as the table writes them
 *
 * @typedef {object} TableData
 * @property {string} name    what its rows are
 * @property {string[]} labels
 * @property {Series[]} series
 */

/**
 * Read a table.
 *
 * @param {HTMLTableElement} table
 * @returns {TableData}
 */
export function readTable(table) {
  const heads = [...table.querySelectorAll("th[data-series]")];
  const rows = [...table.tBodies[0].rows];
  return {
    name: textOf(table.rows[0].cells[0]),
    labels: rows.map((row) => textOf(row.cells[0])),
    series: heads.map((head, at) => ({
      key: head.getAttribute("data-series") ?? "",
      name: textOf(head),
      values: rows.map((row) => numberOf(row.cells[at + 1])),
      texts: rows.map((row) => textOf(row.cells[at + 1])),
    })),
  };
}

/** @param {Element} cell */
function textOf(cell) {
  return cell.textContent?.trim() ?? "";
}

/** @param {HTMLTableCellElement} cell */
function numberOf(cell) {
  const told = cell.dataset.value;
  return told === undefined ? null : Number(told);
}

"use strict";
(() => {
  const box = document.getElementById("gambar");
  const months = [...document.querySelectorAll("[data-bulan]")]
    .map((cell) => [Date.parse(`${cell.dataset.bulan}-01T00:00:00Z`) / 1000, Number(cell.dataset.jumlah)])
    .sort((one, other) => one[0] - other[0]);
  if (!box || !window.uPlot || !months.length || months.some(([at]) => Number.isNaN(at))) return;
  const said = (length) => (at) =>
    at == null ? "–" : new Date(at * 1000).toLocaleDateString("id-ID", { month: length, year: "numeric", timeZone: "UTC" });
  const inner = () => box.clientWidth - parseFloat(getComputedStyle(box).paddingLeft) * 2;
  const short = said("short");
  const long = said("long");
  box.querySelector("svg").remove();
  const chart = new uPlot(
    {
      width: inner(),
      height: 260,
      tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "Etc/UTC"),
      cursor: { drag: { x: true, y: false } },
      scales: { y: { range: (_, __, most) => [0, Math.max(most, 1) * 1.1] } },
      axes: [
        { space: 80, values: (_, at) => at.map(short) },
        { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] },
      ],
      series: [
        { label: "Bulan", value: (_, at) => long(at) },
        { label: "Pengaduan", stroke: "#0b5c55", width: 2, fill: "#0b5c551f", points: { size: 6 }, value: (_, count) => count ?? "–" },
      ],
    },
    [months.map(([at]) => at), months.map(([, count]) => count)],
    box,
  );
  document.getElementById("cara").hidden = false;
  addEventListener("resize", () => chart.setSize({ width: inner(), height: 260 }));
})();

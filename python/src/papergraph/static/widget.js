/** Draws a map of papers on a canvas. `selected` is shared with Python. */

/** The colors of topics in all programs of papergraph, in order: src/graph/colors.ts. */
const COLORS = `
  #4081d2 #f2a618 #ba3e3c #35c9c2 #d87a6b #865489 #aa9afc #33a3b4 #5a58c2 #848f02 #b1667e #87c47a
  #277a55 #a462b4 #d084d5 #d49648 #7787f3 #c97e9b #8cbaf7 #46a16b #68b88f #6f59a6 #237fa4 #6c8c4a
  #467010 #dca6b2 #a05876 #f494e2 #6a64d0 #b2be52 #887c16 #dc6446 #b2525e #8e648e #7c88c4 #b2a66a
  #944c70 #a08eee #b888b8 #f4889a #7cac28 #706a3a #2eacca #a64c10 #ee8816 #a0b2dc #825eb8 #a082dc
`
  .trim()
  .split(/\s+/);
const NO_TOPIC = '#8a8f98';
const RADIUS = 3;
const HIT_DISTANCE = 8;
const LABEL_HEIGHT = 15;

const colorOf = (topic) => (topic === 0 ? NO_TOPIC : COLORS[(topic - 1) % COLORS.length]);
const toFloats = (view) => new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
const toIntegers = (view) => new Uint32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));

function render({ model, el }) {
  const ids = model.get('_ids');
  const titles = model.get('_titles');
  const labels = model.get('_labels');
  const positions = toFloats(model.get('_positions'));
  const topics = toIntegers(model.get('_topics'));
  const indexOf = new Map(ids.map((id, i) => [id, i]));
  const nouns = model.get('_nouns');
  const pluralize = (count) => `${count} ${count === 1 ? nouns.replace(/s$/, '') : nouns}`;
  let height = 0;

  const root = document.createElement('div');
  root.className = 'papergraph';
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `Map of ${pluralize(ids.length)}`);
  const status = document.createElement('div');
  status.className = 'papergraph-status';
  status.setAttribute('role', 'status');
  root.append(canvas, status);
  el.append(root);
  const context = canvas.getContext('2d');

  let scale = 1;
  let center = [0, 0];
  let isFitted = false;
  let hovered = -1;
  /** The area that is being selected, in pixels. */
  let area;

  const toScreen = (x, y) => [canvas.clientWidth / 2 + (x - center[0]) * scale, height / 2 - (y - center[1]) * scale];
  const toMap = (x, y) => [center[0] + (x - canvas.clientWidth / 2) / scale, center[1] - (y - height / 2) / scale];

  function showAll() {
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < ids.length; i++) {
      left = Math.min(left, positions[2 * i]);
      right = Math.max(right, positions[2 * i]);
      bottom = Math.min(bottom, positions[2 * i + 1]);
      top = Math.max(top, positions[2 * i + 1]);
    }
    center = ids.length > 0 ? [(left + right) / 2, (bottom + top) / 2] : [0, 0];
    scale = Math.min((canvas.clientWidth - 40) / (right - left || 1), (height - 40) / (top - bottom || 1));
    isFitted = canvas.clientWidth > 0;
  }

  function draw() {
    const ratio = window.devicePixelRatio || 1;
    if (canvas.clientWidth === 0) return;
    canvas.width = canvas.clientWidth * ratio;
    canvas.height = height * ratio;
    if (!isFitted) showAll();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const selected = new Set(model.get('selected'));
    context.globalAlpha = selected.size > 0 ? 0.25 : 0.8;
    for (let i = 0; i < ids.length; i++) drawPaper(i, RADIUS);
    context.globalAlpha = 1;
    for (const id of selected) if (indexOf.has(id)) drawPaper(indexOf.get(id), RADIUS + 2);
    if (hovered >= 0) drawPaper(hovered, RADIUS + 2);
    drawLabels();
    if (area) {
      context.strokeStyle = '#1f6feb';
      context.strokeRect(area[0], area[1], area[2] - area[0], area[3] - area[1]);
    }
    status.textContent = hovered >= 0 ? titles[hovered] : `${pluralize(ids.length)}, ${selected.size} selected`;
  }

  function drawPaper(i, radius) {
    const [x, y] = toScreen(positions[2 * i], positions[2 * i + 1]);
    context.fillStyle = colorOf(topics[i]);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }

  /** Draws the labels of the largest topics that do not overlap; zooming makes room for others. */
  function drawLabels() {
    context.font = '600 12px system-ui, sans-serif';
    context.textAlign = 'center';
    context.lineWidth = 3;
    context.strokeStyle = 'rgba(255, 255, 255, 0.85)';
    context.fillStyle = '#1f2328';
    const drawn = [];
    for (const { label, x, y } of labels) {
      const [left, top] = toScreen(x, y);
      const width = context.measureText(label).width;
      const isFree = drawn.every((other) => {
        const overlap = (width + other.width) / 2 - Math.abs(left - other.left);
        return overlap < 0 || Math.abs(top - other.top) > LABEL_HEIGHT;
      });
      if (!isFree) continue;
      context.strokeText(label, left, top);
      context.fillText(label, left, top);
      drawn.push({ left, top, width });
    }
  }

  /** Returns the paper at a place in pixels; -1 if there is none. */
  function find(x, y) {
    let best = -1;
    let distance = HIT_DISTANCE ** 2;
    for (let i = 0; i < ids.length; i++) {
      const [left, top] = toScreen(positions[2 * i], positions[2 * i + 1]);
      const squared = (left - x) ** 2 + (top - y) ** 2;
      if (squared < distance) [best, distance] = [i, squared];
    }
    return best;
  }

  function select(found, isAdded) {
    const before = isAdded ? model.get('selected') : [];
    // A paper that is selected again is removed.
    const removed = new Set(isAdded && found.length === 1 ? before.filter((id) => id === found[0]) : []);
    model.set(
      'selected',
      [...new Set([...before, ...found])].filter((id) => !removed.has(id)),
    );
    model.save_changes();
  }

  let press;
  const placeOf = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    press = { start: placeOf(event), last: placeOf(event), isMoved: false };
  });
  canvas.addEventListener('pointermove', (event) => {
    const [x, y] = placeOf(event);
    if (!press) {
      hovered = find(x, y);
      draw();
      return;
    }
    press.isMoved ||= Math.hypot(x - press.start[0], y - press.start[1]) > 3;
    if (event.shiftKey) area = [...press.start, x, y];
    else if (press.isMoved) center = [center[0] - (x - press.last[0]) / scale, center[1] + (y - press.last[1]) / scale];
    press.last = [x, y];
    draw();
  });
  canvas.addEventListener('pointerup', (event) => {
    const [x, y] = placeOf(event);
    if (area && press?.isMoved) {
      const [left, right] = [Math.min(area[0], area[2]), Math.max(area[0], area[2])];
      const [top, bottom] = [Math.min(area[1], area[3]), Math.max(area[1], area[3])];
      const found = ids.filter((_, i) => {
        const [paperX, paperY] = toScreen(positions[2 * i], positions[2 * i + 1]);
        return paperX >= left && paperX <= right && paperY >= top && paperY <= bottom;
      });
      select(found, false);
    } else if (press && !press.isMoved) {
      const paper = find(x, y);
      select(paper >= 0 ? [ids[paper]] : [], event.shiftKey);
    }
    press = undefined;
    area = undefined;
    draw();
  });
  canvas.addEventListener('pointerleave', () => {
    hovered = -1;
    draw();
  });
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const [x, y] = placeOf(event);
      const before = toMap(x, y);
      scale *= Math.exp(-event.deltaY / 500);
      const after = toMap(x, y);
      center = [center[0] + before[0] - after[0], center[1] + before[1] - after[1]];
      draw();
    },
    { passive: false },
  );
  function resize() {
    height = model.get('height');
    canvas.style.height = `${height}px`;
    draw();
  }
  model.on('change:selected', draw);
  model.on('change:height', resize);
  const observer = new ResizeObserver(draw);
  observer.observe(root);
  resize();
  return () => {
    observer.disconnect();
    model.off('change:selected', draw);
    model.off('change:height', resize);
  };
}

export default { render };

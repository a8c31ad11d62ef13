import { TopicDot } from '../../components/paper-list/paper-list.tsx';
import { useHover } from '../../components/paper-list/use-hover.ts';
import { choosePaper } from '../../state/actions/select.ts';
import { selectedPaper, state } from '../../state/store.ts';
import { cellOf } from '../../state/table/columns.ts';
import { strings } from '../../strings/strings.ts';
import type { TableColumn } from '../../worker/protocol.ts';

/**
 * A row of the table. Its title opens the paper, and hovering or focusing the row emphasizes the paper on the map.
 *
 * @param props.index of the row among all rows of the table.
 * @param props.onSelect called when the box is clicked; `isRange` if the Shift key is pressed.
 */
export function PaperRow(props: {
  paper: number;
  index: number;
  columns: readonly TableColumn[];
  isSelected: boolean;
  onSelect(paper: number, isSelected: boolean, isRange: boolean): void;
}) {
  const { paper, index, columns, isSelected } = props;
  const classes = [isSelected && 'selected', selectedPaper.value === paper && 'current'];
  return (
    <tr aria-rowindex={index + 2} class={classes.filter(Boolean).join(' ')} {...useHover(paper)}>
      <td class="row-select">
        <input
          type="checkbox"
          aria-label={strings.table.select(String(cellOf(paper, 'title')))}
          checked={isSelected}
          // With Shift, the browser would select the text between.
          onMouseDown={(event) => event.shiftKey && event.preventDefault()}
          onClick={(event) => props.onSelect(paper, event.currentTarget.checked, event.shiftKey)}
        />
      </td>
      {columns.map((column) => (
        <Cell key={column} paper={paper} column={column} />
      ))}
    </tr>
  );
}

function Cell({ paper, column }: { paper: number; column: TableColumn }) {
  const value = cellOf(paper, column);
  if (column === 'title')
    return (
      <th scope="row" title={String(value)}>
        <button type="button" onClick={() => choosePaper(paper)}>
          {value}
        </button>
      </th>
    );
  if (column === 'topic')
    return (
      <td title={String(value)}>
        <TopicDot topic={state.map.value?.nodes.topicOf[paper] ?? 0} /> {value}
      </td>
    );
  if (typeof value === 'number') return <td class="number">{column === 'year' ? value : strings.count(value)}</td>;
  return <td title={value || undefined}>{value}</td>;
}

import type { ComponentChildren } from 'preact';
import { IconButton } from '../../components/controls.tsx';
import { closeDetails } from '../../state/actions/select.ts';
import { strings } from '../../strings/strings.ts';

/** The header of the details panel: buttons or a heading on the left, more buttons and Close on the right. */
export function PanelHeader(props: { heading?: string; left?: ComponentChildren; right?: ComponentChildren }) {
  return (
    <div class="details-header">
      {props.heading && <h2>{props.heading}</h2>}
      {props.left}
      <span class="spacer" />
      {props.right}
      <IconButton icon="close" name={strings.paper.close} onClick={closeDetails} />
    </div>
  );
}

import java.io.File;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Prints a line "file nodes edges positioned-nodes" for each graph that the Gephi Toolkit reads. */
public class ReadWithGephi {
  public static void main(String[] paths) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    for (String path : paths) {
      projects.newProject();
      Workspace workspace = projects.getCurrentWorkspace();
      importer.process(importer.importFile(new File(path)), new DefaultProcessor(), workspace);
      Graph graph = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace).getGraph();
      int positioned = 0;
      for (Node node : graph.getNodes()) if (node.x() != 0 || node.y() != 0) positioned++;
      System.out.println(new File(path).getName() + " " + graph.getNodeCount() + " " + graph.getEdgeCount() + " " + positioned);
      projects.closeCurrentProject();
    }
  }
}

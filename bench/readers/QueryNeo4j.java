import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** Prints the numbers of papers and of similarities in the database of a Neo4j home directory. */
public class QueryNeo4j {
  public static void main(String[] arguments) {
    var service = new DatabaseManagementServiceBuilder(Path.of(arguments[0])).build();
    try (var transaction = service.database("neo4j").beginTx()) {
      System.out.println("papers " + transaction.execute("MATCH (p:Paper) RETURN count(p) AS n").next().get("n"));
      System.out.println(
          "similarities " + transaction.execute("MATCH (:Paper)-[r:SIMILAR_TO]->(:Paper) RETURN count(r) AS n").next().get("n"));
    } finally {
      service.shutdown();
    }
  }
}

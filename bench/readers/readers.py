"""Opens every export with the programs that people use next, and compares the numbers of papers and edges.

    tsx bench/readers/export-all.ts MAP DIRECTORY
    pip install pandas networkx igraph pyarrow duckdb kuzu rdflib pyshacl ndex2 openpyxl pydot rispy pybtex
    python bench/readers/readers.py DIRECTORY
"""

import json
import os
import re
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
directory = Path(sys.argv[1])
path = lambda name: str(directory / name)
documentation = Path(__file__).parent.parent.parent / "docs"
guide = (documentation / "guide.md").read_text(encoding="utf-8")


def read_code(language):
    """Returns the blocks of code in the guide."""
    return re.findall(rf"^```{language}\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)


def find_lines(*beginnings):
    """Returns the lines of code in the guide that begin so."""
    return [line.strip() for line in guide.splitlines() if line.startswith(tuple("    " + text for text in beginnings))]


def in_library(run):
    """Runs a function in a directory where the exports are called library-nodes.csv and so on, as in the guide."""
    previous, folder = os.getcwd(), tempfile.mkdtemp()
    for file in directory.resolve().iterdir():
        name = re.sub(r"^(?:csv|parquet|graphml)(?=[-.])", "library", file.name)
        if name != file.name:
            os.symlink(file, os.path.join(folder, name))
    try:
        os.chdir(folder)
        return run()
    finally:
        os.chdir(previous)
        shutil.rmtree(folder)


def pandas_csv():
    import pandas as pd

    nodes, edges = pd.read_csv(path("csv-nodes.csv")), pd.read_csv(path("csv-edges.csv"))
    assert {"id", "label", "topic", "topic_label"} <= set(nodes.columns), nodes.columns
    return len(nodes), len(edges)


def networkx_gexf():
    import networkx as nx

    graph = nx.read_gexf(path("gexf.gexf"), version="1.3" if "1.3" in nx.readwrite.gexf.GEXF.versions else "1.2draft")
    return graph.number_of_nodes(), graph.number_of_edges()


def networkx_graphml():
    import networkx as nx

    graph = nx.read_graphml(path("graphml.graphml"))
    return graph.number_of_nodes(), graph.number_of_edges()


def networkx_json():
    import networkx as nx

    graph = nx.node_link_graph(json.load(open(path("json.json"))), edges="edges")
    return graph.number_of_nodes(), graph.number_of_edges()


def networkx_pajek():
    import networkx as nx

    graph = nx.read_pajek(path("pajek.net"))
    return graph.number_of_nodes(), graph.number_of_edges()


def networkx_knowledge():
    import networkx as nx

    graph = nx.read_graphml(path("knowledge-graphml.graphml"))
    papers = [n for n, d in graph.nodes(data=True) if d["node_type"] == "paper"]
    similar = [1 for *_, d in graph.edges(data=True) if d["type"] == "similar-to"]
    return len(papers), len(similar)


def igraph_graphml():
    import igraph

    graph = igraph.Graph.Read_GraphML(path("graphml.graphml"))
    assert "weight" in graph.es.attributes()
    return graph.vcount(), graph.ecount()


def igraph_pajek():
    import igraph

    graph = igraph.Graph.Read_Pajek(path("pajek.net"))
    return graph.vcount(), graph.ecount()


def pyarrow_parquet():
    import pyarrow.parquet as pq

    return pq.read_table(path("parquet-nodes.parquet")).num_rows, pq.read_table(path("parquet-edges.parquet")).num_rows


def duckdb_parquet():
    import duckdb

    count = lambda name: duckdb.sql(f"SELECT count(*) FROM '{path(name)}'").fetchall()[0][0]
    return count("parquet-nodes.parquet"), count("parquet-edges.parquet")


def ndex2_cx2():
    from ndex2.cx2 import RawCX2NetworkFactory

    network = RawCX2NetworkFactory().get_cx2network(json.load(open(path("cx2.cx2"))))
    return len(network.get_nodes()), len(network.get_edges())


def openpyxl_xlsx():
    import openpyxl

    book = openpyxl.load_workbook(path("xlsx.xlsx"), read_only=True)
    count = lambda name: sum(1 for _ in book[name].iter_rows()) - 1
    return count("Papers"), count("Edges")


def pydot_dot():
    import pydot

    (graph,) = pydot.graph_from_dot_file(path("dot.dot"), encoding="utf-8")
    return len([n for n in graph.get_nodes() if n.get_name() not in ("node", "edge", "graph")]), len(graph.get_edges())


def json_graph():
    graph = json.load(open(path("json-graph.json")))["graph"]
    return len(graph["nodes"]), len(graph["edges"])


def vosviewer_json():
    network = json.load(open(path("vosviewer.json")))["network"]
    return len(network["items"]), len(network["links"])


def count_rdf(graph):
    """Returns the numbers of papers and of similarities, and checks the shapes."""
    import pyshacl
    import rdflib

    shapes, terms = str(documentation / "ontology/shapes.ttl"), str(documentation / "ontology/papergraph.ttl")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=terms)
    assert conforms, report
    schema, pg = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("urn:papergraph:vocabulary:")
    assert len(list(graph.subject_objects(pg.between))) == 2 * len(list(graph.subject_objects(pg.weight)))
    papers = len(list(graph.subjects(rdflib.RDF.type, schema.ScholarlyArticle)))
    return papers, len(list(graph.subject_objects(pg.similarTo)))


def rdflib_turtle():
    import rdflib

    return count_rdf(rdflib.Graph().parse(path("turtle.ttl")))


def rdflib_jsonld():
    import rdflib
    from rdflib.compare import isomorphic

    graph = rdflib.Graph().parse(path("jsonld.jsonld"), format="json-ld")
    assert isomorphic(graph, rdflib.Graph().parse(path("turtle.ttl")))
    return count_rdf(graph)


def sparql_of_guide():
    import rdflib

    graph = rdflib.Graph().parse(path("turtle.ttl"))
    for query in read_code("sparql"):
        rows = list(graph.query(query))
        assert len(rows) == 10, query
        print("  ", *rows[0])
    return len(list(graph.query("SELECT ?p WHERE { ?p a <https://schema.org/ScholarlyArticle> }"))), None


def pybtex_bibtex():
    from pybtex.database import parse_file

    return len(parse_file(path("bibtex.bib")).entries), None


def rispy_ris():
    import rispy

    return len(rispy.load(open(path("ris.ris"), encoding="utf-8"))), None


def duckdb_of_guide():
    import duckdb

    (query,) = find_lines("SELECT topic_label")
    rows = in_library(lambda: duckdb.sql(query).fetchall())
    return sum(count for _, count, _ in rows), None


def kuzu_of_guide():
    import kuzu

    def load():
        connection = kuzu.Connection(kuzu.Database("db"))
        for statement in find_lines("CREATE NODE TABLE", "CREATE REL TABLE", "COPY "):
            connection.execute(statement)
        count = lambda query: connection.execute(query).get_next()[0]
        return count("MATCH (p:Paper) RETURN count(*)"), count("MATCH ()-[s:SIMILAR]->() RETURN count(*)")

    return in_library(load)


def r_of_guide():
    import subprocess

    (code,) = read_code("r")
    code += "cat('\\npapers', vcount(graph), ecount(graph))"
    run = lambda: subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=True).stdout
    return tuple(int(word) for word in in_library(run).split()[-2:])


def gephi():
    """Reads GEXF, GraphML and Pajek, and the knowledge graph, with GEPHI_TOOLKIT, the path of gephi-toolkit-0.10.1-all.jar."""
    import subprocess

    names = ["gexf.gexf", "graphml.graphml", "pajek.net", "knowledge-gexf.gexf", "knowledge-graphml.graphml"]
    program = str(Path(__file__).parent / "ReadWithGephi.java")
    command = ["java", "-Djava.awt.headless=true", "-cp", os.environ["GEPHI_TOOLKIT"], program, *map(path, names)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    counts = {words[0]: tuple(map(int, words[1:])) for words in map(str.split, output.splitlines()) if words[0] in names}
    for name in names[:3]:
        assert counts[name] == (*expected, expected[0]), (name, counts[name])
    for name in names[3:]:
        nodes, _, positioned = counts[name]
        assert nodes == positioned > expected[0], (name, counts[name])
    return counts["gexf.gexf"][:2]


def neo4j():
    """Imports the knowledge graph with NEO4J_JARS, a directory with org.neo4j:neo4j and neo4j-import-tool 5.26.0, and counts in Cypher."""
    import subprocess

    command = find_lines("neo4j-admin database import")[0].split()[1:]
    jars = str(Path(os.environ["NEO4J_JARS"]) / "*")
    home = tempfile.mkdtemp()
    try:
        for name in ["conf", "data"]:
            os.mkdir(os.path.join(home, name))
        Path(home, "conf/neo4j.conf").touch()
        for name in ["nodes", "edges"]:
            shutil.copy(path(f"neo4j-neo4j-{name}.csv"), os.path.join(home, f"library-neo4j-{name}.csv"))
        run = lambda *words, **options: subprocess.run(["java", "-cp", jars, *words], check=True, capture_output=True, text=True, **options)
        environment = {**os.environ, "NEO4J_HOME": home, "NEO4J_CONF": os.path.join(home, "conf")}
        run("org.neo4j.cli.AdminTool", *command, cwd=home, env=environment)
        output = run(str(Path(__file__).parent / "QueryNeo4j.java"), home).stdout
        counts = dict(line.split() for line in output.splitlines() if line.startswith(("papers", "similarities")))
        return int(counts["papers"]), int(counts["similarities"])
    finally:
        shutil.rmtree(home)


def graphviz_dot():
    import subprocess

    counts = subprocess.run(["gc", "-n", "-e", path("dot.dot")], capture_output=True, text=True, check=True).stdout
    return tuple(map(int, counts.split()[:2]))


READERS = [
    pandas_csv, networkx_gexf, networkx_graphml, networkx_json, networkx_pajek, networkx_knowledge, igraph_graphml,
    igraph_pajek, pyarrow_parquet, duckdb_parquet, ndex2_cx2, openpyxl_xlsx, pydot_dot, json_graph, vosviewer_json,
    rdflib_turtle, rdflib_jsonld, sparql_of_guide, pybtex_bibtex, rispy_ris, duckdb_of_guide, kuzu_of_guide,
]
# Programs that pip does not install.
READERS += [r_of_guide] if shutil.which("Rscript") else []
READERS += [graphviz_dot] if shutil.which("gc") else []
READERS += [gephi] if "GEPHI_TOOLKIT" in os.environ else []
READERS += [neo4j] if "NEO4J_JARS" in os.environ else []

graph = json.load(open(path("json.json")))
expected = len(graph["nodes"]), len(graph["edges"])
print("papers, edges:", *expected)
failed = False
for read in READERS:
    try:
        papers, edges = read()
        is_right = papers == expected[0] and edges in (None, expected[1])
        print(f"{read.__name__:20} {'ok' if is_right else 'WRONG'} {papers} {'' if edges is None else edges}")
    except Exception as error:
        is_right = False
        print(f"{read.__name__:20} FAILED {type(error).__name__}: {str(error)[:200]}")
    failed = failed or not is_right
sys.exit(failed)

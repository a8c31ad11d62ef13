"""Opens every export with the programs that people use next, and compares the numbers of papers and edges.

    tsx bench/export-all.ts MAP DIRECTORY
    pip install pandas networkx igraph pyarrow duckdb kuzu rdflib pyshacl ndex2 openpyxl pydot rispy pybtex
    python bench/readers.py DIRECTORY
"""

import json
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
directory = Path(sys.argv[1])
path = lambda name: str(directory / name)


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


def rdflib_turtle():
    import rdflib

    graph = rdflib.Graph().parse(path("turtle.ttl"))
    schema = rdflib.Namespace("https://schema.org/")
    papers = len(list(graph.subjects(rdflib.RDF.type, schema.ScholarlyArticle)))
    return papers, len(list(graph.subject_objects(rdflib.URIRef("urn:papergraph:vocabulary:similarTo"))))


def pybtex_bibtex():
    from pybtex.database import parse_file

    return len(parse_file(path("bibtex.bib")).entries), None


def rispy_ris():
    import rispy

    return len(rispy.load(open(path("ris.ris"), encoding="utf-8"))), None


def kuzu_parquet():
    import kuzu

    folder = tempfile.mkdtemp()
    connection = kuzu.Connection(kuzu.Database(folder + "/db"))
    nodes, edges = path("parquet-nodes.parquet"), path("parquet-edges.parquet")
    import pyarrow.parquet as pq

    types = {"string": "STRING", "int32": "INT64", "double": "DOUBLE", "bool": "BOOL"}
    fields = ", ".join(f"`{f.name}` {types[str(f.type)]}" for f in pq.read_schema(nodes))
    connection.execute(f"CREATE NODE TABLE Paper({fields}, PRIMARY KEY(id))")
    connection.execute("CREATE REL TABLE SIMILAR(FROM Paper TO Paper, weight DOUBLE, terms STRING)")
    connection.execute(f'COPY Paper FROM "{nodes}"')
    connection.execute(f'COPY SIMILAR FROM "{edges}"')
    count = lambda query: connection.execute(query).get_next()[0]
    result = count("MATCH (p:Paper) RETURN count(*)"), count("MATCH ()-[s:SIMILAR]->() RETURN count(*)")
    shutil.rmtree(folder, ignore_errors=True)
    return result


READERS = [
    pandas_csv, networkx_gexf, networkx_graphml, networkx_json, networkx_pajek, networkx_knowledge, igraph_graphml,
    igraph_pajek, pyarrow_parquet, duckdb_parquet, ndex2_cx2, openpyxl_xlsx, pydot_dot, json_graph, vosviewer_json,
    rdflib_turtle, pybtex_bibtex, rispy_ris, kuzu_parquet,
]

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

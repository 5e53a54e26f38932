"""The only room that names SQLAlchemy: schemas, opening, migrations, and the queries of learning and organisation."""

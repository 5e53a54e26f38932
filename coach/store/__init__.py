"""The only room that names SQLAlchemy: schemas, opening, migrations, queries of learning and organisation."""

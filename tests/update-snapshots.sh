#!/usr/bin/env bash
# Writes anew what follows from the code and is kept in the repository: the language reference, tables, drawings, snapshots. Review what changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
for project in Documentation Generators Models; do
  MTLDSL_RENEW=1 dotnet test -c Release "tests/MtlDsl.$project.Tests" --nologo \
    --filter "FullyQualifiedName~LanguageReferenceTests|FullyQualifiedName~SnapshotTests|FullyQualifiedName~EstimateTests|FullyQualifiedName~FigureTests"
done

namespace MtlDsl.Package.Tests;

/// <summary>All tests share one packing; one runs after the other.</summary>
[CollectionDefinition(nameof(PackedRepository))]
public sealed class PackedRepositoryCollection : ICollectionFixture<PackedRepository>;

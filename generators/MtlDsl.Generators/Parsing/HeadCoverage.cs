using System.Collections.Generic;

namespace MtlDsl.Generators.Parsing;

/// <summary>That a data set labels a head, and which of its classes the labels stand for.</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="Classes">Names of the classes; null where only the data set's files know its labels, or the head has no classes.</param>
internal sealed record HeadCoverage(string Head, IReadOnlyCollection<string>? Classes);

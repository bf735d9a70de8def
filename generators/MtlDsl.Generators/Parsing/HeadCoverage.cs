using System.Collections.Generic;

namespace MtlDsl.Generators.Parsing;

/// <summary>The classes of a head that the labels of a data set stand for.</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="Classes">Names of the classes; null where only the data set's files know its labels.</param>
internal sealed record HeadCoverage(string Head, IReadOnlyCollection<string>? Classes);

using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>What a data set says, and the class that stands for it.</summary>
/// <param name="Label">The data set's own name of the class; for a mask its value, "40", or colour, "#dc143c".</param>
/// <param name="Class">A member of a class enum; null where something else is given.</param>
/// <param name="LabelOrigin">Where the label stands.</param>
/// <param name="ClassOrigin">Where the class stands.</param>
internal sealed record MappedLabel(string Label, IFieldSymbol? Class, Origin LabelOrigin, Origin ClassOrigin);

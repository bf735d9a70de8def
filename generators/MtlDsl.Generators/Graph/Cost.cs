using MtlDsl.Generators.Graph;

namespace MtlDsl;

/// <content>How the generator counts; what is counted is described where the networks' descriptions are.</content>
public readonly partial record struct Cost
{
    /// <summary>The cost of operators without weights that write a map of such a shape.</summary>
    internal static Cost Writing(Shape output, int operators = 1) => new(0, 0, 0, output.Values, operators);
}

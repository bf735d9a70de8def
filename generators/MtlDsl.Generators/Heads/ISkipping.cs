using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Heads;

/// <summary>A head whose maps are enlarged from one to the next.</summary>
internal interface ISkipping
{
    /// <summary>The finer stages, coarsest first.</summary>
    EquatableArray<StageRef> Skips { get; }
}

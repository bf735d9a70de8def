using System;
using System.Collections.Generic;
using System.Linq;

namespace MtlDsl.Generators.Graph;

/// <summary>
/// Names the classes of a network's blocks: blocks that would be written alike share a class, and others of the same kind get a number.
/// </summary>
internal sealed class BlockNames
{
    private readonly Dictionary<string, List<string>> written = new(StringComparer.Ordinal);

    public EquatableArray<Child> Name(EquatableArray<Child> children) =>
        children.Select(child => child with { Component = child.Component.Name(this) }).ToEquatableArray();

    public string Name(Block block)
    {
        var writer = new CodeWriter();
        block.WriteTorchClass(writer);
        block.WriteOnnxMethod(writer);
        var text = writer.ToString();
        if (!written.TryGetValue(block.ClassName, out var kinds))
            written[block.ClassName] = kinds = [];
        var index = kinds.IndexOf(text);
        if (index < 0)
        {
            index = kinds.Count;
            kinds.Add(text);
        }
        return index == 0 ? block.ClassName : $"{block.ClassName}{Text.Number(index + 1)}";
    }
}

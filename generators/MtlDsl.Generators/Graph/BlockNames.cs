using System;
using System.Collections.Generic;
using System.Linq;

namespace MtlDsl.Generators.Graph;

/// <summary>
/// Names the classes of a network's blocks: blocks that would be written alike share a class, and others of the same kind get a number.
/// </summary>
/// <param name="taken">The names that other members of the network's class have.</param>
internal sealed class BlockNames(IReadOnlyList<string> taken)
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
        return Numbered(block.ClassName).Where(name => !taken.Contains(name) && !taken.Contains(name + "Onnx")).ElementAt(index);
    }

    /// <summary>A name, then the same with 2, 3 ... behind it.</summary>
    private static IEnumerable<string> Numbered(string name)
    {
        yield return name;
        for (var number = 2; ; number++)
            yield return name + Text.Number(number);
    }
}

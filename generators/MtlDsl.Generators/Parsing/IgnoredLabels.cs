using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>The labels that [Ignore] and [IgnoreOthers] leave out, for all heads of a network or for one.</summary>
internal sealed class IgnoredLabels
{
    private readonly List<(string Label, string? Head)> labels = [];
    private readonly List<string?> others = [];

    public IgnoredLabels(INamedTypeSymbol type, INamedTypeSymbol model, IReadOnlyList<HeadClasses> heads, Func<AttributeData, AttributeReader> read, Action<Finding> report)
    {
        foreach (var (name, data) in type.DslAttributes())
        {
            if (name is not ("IgnoreAttribute" or "IgnoreOthersAttribute"))
                continue;
            var attribute = read(data);
            var head = attribute.String("Head");
            if (head is not null && heads.All(other => other.Name != head))
                report(new(Descriptors.UnknownHead, attribute.ArgumentOrigin("Head"), head, model.Name, string.Join(", ", heads.Select(other => other.Name))));
            if (name == "IgnoreAttribute")
                labels.Add((attribute.String("label") ?? "", head));
            else
                others.Add(head);
        }
    }

    /// <summary>The labels, as they are written.</summary>
    public IEnumerable<string> All => labels.Select(ignored => ignored.Label);

    /// <summary>The labels that a head is not to learn: those that are left out for all heads, and those for it alone.</summary>
    public IEnumerable<(string Label, bool ForHeadAlone)> Of(HeadClasses head) =>
        labels.Where(ignored => ignored.Head is null || ignored.Head == head.Name).Select(ignored => (ignored.Label, ignored.Head is not null));

    /// <summary>Whether a head is to learn nothing from labels without a class.</summary>
    public bool AreOthers(HeadClasses head) => others.Any(other => other is null || other == head.Name);
}

using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>
/// Where each origin of a spec stands in the source. The generator reads declarations without keeping it; the analyzer keeps it to
/// place its findings.
/// </summary>
internal sealed class OriginTable(Location declaration)
{
    private readonly List<Func<Location?>> places = [() => declaration];

    public Origin Add(Func<Location?> place)
    {
        places.Add(place);
        return new(places.Count - 1);
    }

    /// <summary>Whether the origin stands in the source that is compiled.</summary>
    public bool IsInSource(Origin origin) => places[origin.Id]() is { IsInSource: true };

    /// <summary>The place in the source; the declaring class where the origin stands in another assembly.</summary>
    public Location this[Origin origin] => places[origin.Id]() is { IsInSource: true } place ? place : declaration;
}

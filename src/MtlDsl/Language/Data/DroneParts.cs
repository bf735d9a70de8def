namespace MtlDsl;

/// <summary>What of a set of videos is kept together when it is divided.</summary>
public enum DroneParts
{
    /// <summary>Videos.</summary>
    Video,

    /// <summary>Scenes with all their videos, several of which show the same place at nearly the same time.</summary>
    Scene,

    /// <summary>Nothing: what is tested on may be a neighbour of what was learnt.</summary>
    Frame,
}

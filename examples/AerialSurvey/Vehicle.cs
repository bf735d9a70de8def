using MtlDsl;

namespace AerialSurvey;

/// <summary>What is found as a box.</summary>
public enum Vehicle
{
    [Color(255, 215, 0)] Car,
}

namespace Quarterhour.Web.Fhir;

/// <summary>A question that can't be answered: what is wrong with it. It ends in an OperationOutcome.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">What is wrong and what to write.</param>
sealed class FhirRefused(int status, string message) : Exception(message)
{
    public int Status => status;
}
